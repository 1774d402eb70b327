# Sourced by ./kith and ./run: brings artifacts/publish up to date with the sources and says nothing unless that fails.
# Fast when nothing changed: one look at the times of the sources.

kith_sources_newer() {
  [ -f artifacts/publish/kith.dll ] && [ -f artifacts/publish.stamp ] || return 0
  [ -n "$(find app base src global.json package.json package-lock.json .npmrc Directory.Build.props Directory.Packages.props \
    -path base/Shell/wwwroot -prune -o ! -path base/Shell -newer artifacts/publish.stamp -print -quit)" ]
}

kith_need() {
  if ! command -v "$1" >/dev/null 2>&1; then
    echo "$1 is missing: $2" >&2
    exit 1
  fi
}

kith_publish() {
  cd "$here" || exit 1
  if kith_sources_newer; then
    kith_need dotnet "Kith is built with the .NET SDK 10 (https://dotnet.microsoft.com)"
    kith_need npm "Kith is built with Node 20 or newer (https://nodejs.org)"
    # Calls at the same time wait for one build instead of building twice.
    mkdir -p artifacts base/Shell/wwwroot
    exec 9>artifacts/publish.lock
    if command -v flock >/dev/null 2>&1; then
      flock 9
    fi
    if kith_sources_newer; then
      [ -z "${kith_says:-}" ] || echo "$kith_says"
      touch artifacts/publish.begun
      rm -rf artifacts/publish.next artifacts/publish.old
      # A program that runs keeps its files: the new ones take the old one's place as a whole.
      if ! dotnet publish app/Kith.csproj -c Release -o artifacts/publish.next -p:RestoreLockedMode=true -p:RunAnalyzers=false \
        -nologo -v quiet --disable-build-servers >artifacts/publish.log 2>&1 9>&-; then
        cat artifacts/publish.log >&2
        echo "Kith could not be built." >&2
        exit 1
      fi
      [ ! -d artifacts/publish ] || mv artifacts/publish artifacts/publish.old
      mv artifacts/publish.next artifacts/publish
      mv artifacts/publish.begun artifacts/publish.stamp
      rm -rf artifacts/publish.old
    fi
    exec 9>&-
  fi
  cd "$from" || exit 1
}
