// Everything a page may need from script; each page works without it.
import "htmx.org";
import "./bell";
import "./drop";
import "./field";
import "./grid";
import "./keys";
import "./menu";
import "./progress";
import "./live-form";
import "./quick";
import "./refresh";
import "./search";
import "./secret";
import "./tags";
import "./theme";
import "./toast";
import "./token";
