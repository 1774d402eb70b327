import { token } from "./http";

// Forms carry the token themselves; requests that htmx makes of other elements carry it in a header.
document.addEventListener("htmx:config:request", (event) => {
  const request = (event as CustomEvent<{ ctx: { request: { headers: Record<string, string> } } }>).detail.ctx.request;
  request.headers["RequestVerificationToken"] = token();
});
