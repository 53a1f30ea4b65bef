#!/bin/sh
# A PostgreSQL cluster in a folder of its own that lives as long as the process holding this script's standard input: when that
# pipe closes, by dispose or because the holder died, the server is stopped and the folder is removed. No port is opened; the
# server listens on a socket in the folder, as user postgres.
#   usage: sh postgres.sh FOLDER fast|durable     FOLDER must not exist; its path holds letters, digits and ./_- only
#   says "ready" when the server answers; then takes the lines "crash" and "start" and says "done" after each
#   exit 3: no PostgreSQL server is installed; exit 4: it did not start, reason on standard error
set -u
folder=$1 mode=$2

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "${bin:-none}/initdb" ] || bin=$(pg_config --bindir 2>/dev/null)
[ -x "${bin:-none}/initdb" ] && [ -x "$bin/postgres" ] || exit 3

# The server refuses to run as root. The script goes along as text: the clone may lie where user postgres cannot read.
if [ "$(id -u)" = 0 ]; then
    id postgres >/dev/null 2>&1 || exit 3
    text=$(cat "$0")
    cd /
    exec setpriv --reuid=postgres --regid=postgres --init-groups -- sh -c "$text" postgres.sh "$folder" "$mode"
fi

cd /
umask 077
unset PGDATA PGHOST PGHOSTADDR PGPORT PGUSER PGPASSWORD PGDATABASE PGOPTIONS PGSERVICE PGSSLMODE
trap '' HUP INT TERM PIPE
mkdir "$folder" || exit 4

start() {
    "$bin/pg_ctl" start --silent --wait --timeout=60 -D "$folder/data" -l "$folder/server.log" </dev/null >"$folder/start.log" 2>&1
}

failed() {
    cat "$folder"/*.log >&2
    rm -rf "$folder"
    exit 4
}

"$bin/initdb" -D "$folder/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync --no-instructions </dev/null >"$folder/init.log" 2>&1 || failed
{
    printf "listen_addresses = ''\nunix_socket_directories = '%s'\n" "$folder"
    printf "max_connections = 300\ntimezone = 'UTC'\nlog_timezone = 'UTC'\nmax_prepared_transactions = 10\n"
    # What a crash of the machine would lose does not matter to a cluster that is thrown away; what a kill of the server would, does in durable mode.
    [ "$mode" = durable ] || printf 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nwal_level = minimal\nmax_wal_senders = 0\nautovacuum_naptime = 600\n'
} >>"$folder/data/postgresql.conf"
start || failed
echo ready

while read -r command; do
    case $command in
        crash) "$bin/pg_ctl" stop --silent --mode=immediate -D "$folder/data" </dev/null >/dev/null 2>&1 ;;
        start) start ;;
        *) false ;;
    esac && echo 'done' || echo failed
done

"$bin/pg_ctl" stop --silent --mode=immediate -D "$folder/data" </dev/null >/dev/null 2>&1
rm -rf "$folder"
