#!/bin/sh
# Starts the server in a folder (the extracted jar) until it is ready, stops it, and keeps what the virtual machine learned
# in screening.aot beside it. The server's own warm-up plays the example calls before it is ready.
#   train.sh FOLDER [JAVA]
set -eu
cd "$1"
java=${2:-java}
port=${TRAIN_PORT:-18080}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Heap and collector as where it serves: beyond 32 GB of heap objects lie differently, and the cache would not fit.
"$java" -XX:AOTCacheOutput=screening.aot -Xmx1g -XX:+UseG1GC -jar screening.jar \
  --server.address=127.0.0.1 --server.port="$port" --screening.data-directory="$work/data" >"$work/log" 2>&1 &
server=$!

tries=0
until "$java" -Xshare:auto -cp screening.jar org.cervicalinsufficiency.HealthCheck "http://127.0.0.1:$port/readyz" 2>/dev/null; do
  tries=$((tries + 1))
  if ! kill -0 "$server" 2>/dev/null || [ "$tries" -gt 300 ]; then
    cat "$work/log" >&2
    echo 'The training run did not become ready.' >&2
    exit 1
  fi
  sleep 1
done
kill -TERM "$server"
wait "$server" || true
[ -s screening.aot ] || { cat "$work/log" >&2; echo 'The training run left no AOT cache.' >&2; exit 1; }
