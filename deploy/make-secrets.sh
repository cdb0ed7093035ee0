#!/bin/sh
# Draws the passwords of the containers once, and writes for each container the file it reads them from, readable by that
# container's user alone. Run again it changes nothing: the passwords go only with their volume.
set -eu
folder=${1:?the folder to keep them in}

# The users of the images: PostgreSQL, Redis, CrowdMind; MinIO runs as root.
postgres=70 redis=999 crowdmind=1654 objects=0

# Keeps what comes on standard input as a file of one user, unless it is there. It is complete or absent.
keep() {
    if [ -e "$folder/$1" ]; then
        cat > /dev/null
    else
        (umask 077 && cat > "$folder/.$1")
        chmod 400 "$folder/.$1"
        chown "$2" "$folder/.$1"
        mv "$folder/.$1" "$folder/$1"
    fi
}

password() {
    od -An -N20 -tx1 /dev/urandom | tr -d ' \n' | keep "drawn-$1" 0
    cat "$folder/drawn-$1"
}

chmod 755 "$folder"
of_postgres=$(password postgres) of_redis=$(password redis) of_objects=$(password objects) of_admin=$(password admin)

printf '%s' "$of_postgres" | keep postgres-password "$postgres"
printf 'requirepass %s\nsave ""\nappendonly no\n' "$of_redis" | keep redis.conf "$redis"
printf 'crowdmind' | keep objects-user "$objects"
printf '%s' "$of_objects" | keep objects-password "$objects"

printf 'postgresql://crowdmind:%s@postgres:5432/crowdmind' "$of_postgres" | keep database-url "$crowdmind"
printf 'redis://:%s@redis:6379' "$of_redis" | keep redis-url "$crowdmind"
printf 'crowdmind' | keep s3-access-key "$crowdmind"
printf '%s' "$of_objects" | keep s3-secret-key "$crowdmind"
printf 'admin:admin:%s' "$of_admin" | keep api-keys "$crowdmind"
