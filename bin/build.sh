# Sourced by the other scripts: finds the project and builds it when its sources are newer than its jar.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# How the Java machine runs a server: throughput first, and large pages where the system gives them.
SERVER_TUNING=(-XX:+UseParallelGC -XX:+UseTransparentHugePages -XX:MetaspaceSize=160m)

say() { printf '%s\n' "$*" >&2; }

need() { # need COMMAND PACKAGE: leaves with a clear word where a command is missing
  command -v "$1" >/dev/null 2>&1 && return
  say "Missing: $1. Install it with: apt-get install $2"
  exit 2
}

stale() {
  [ ! -f "$ROOT/target/gridwarden.jar" ] && return 0
  [ ! -d "$ROOT/target/lib" ] && return 0
  [ -n "$(find "$ROOT/pom.xml" "$ROOT/src/main" "$ROOT/web" "$ROOT/data" -newer "$ROOT/target/gridwarden.jar" -print -quit)" ]
}

build() {
  stale || return 0
  need java openjdk-17-jdk-headless
  need mvn maven
  say "Building Gridwarden (the first time this fetches its libraries) ..."
  if ! (cd "$ROOT" && mvn -B -q package -DskipTests -Dmaven.test.skip=true >&2); then
    say "The build failed; what Maven says stands above."
    exit 2
  fi
  touch "$ROOT/target/gridwarden.jar"
  archive
}

# Keeps the classes of a server that has just started as the Java machine holds them: starts take a quarter less. Without
# the archive, or with another Java than made it, everything runs as well.
archive() {
  local scratch server
  scratch=$(mktemp -d)
  java "${SERVER_TUNING[@]}" -XX:ArchiveClassesAtExit="$ROOT/target/gridwarden.jsa" -Xlog:cds=off -Xlog:cds+dynamic=off \
    -jar "$ROOT/target/gridwarden.jar" serve --demo --port 0 --data "$scratch/data" > "$scratch/log" 2>&1 &
  server=$!
  for _ in $(seq 300); do
    if grep -q 'listens on' "$scratch/log" || ! kill -0 "$server" 2>/dev/null; then break; fi
    sleep 0.1
  done
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  rm -rf "$scratch"
}
