#!/usr/bin/env bash
# Writes the migration of both databases from the model. Until the first release there is one, "Initial", which is written anew;
# after it, give a name and a migration is added: tools/migrations.sh AddMatters
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:-Initial}
dotnet tool restore >/dev/null
for provider in Sqlite PostgreSql; do
  project=src/Persistence.$provider
  if [ "$name" = Initial ]; then rm -rf "$project/Migrations"; fi
done
dotnet build src/Web -v q -nologo -p:RunAnalyzers=false
for provider in Sqlite PostgreSql; do
  dotnet ef migrations add "$name" --no-build --project "src/Persistence.$provider" --startup-project src/Web --output-dir Migrations -- "${provider,,}"
  if [ "$name" = Initial ]; then
    # One name whatever the hour, so that two people who write it do not make two files.
    for file in "src/Persistence.$provider"/Migrations/*_Initial*.cs; do
      sed -i -E 's/"[0-9]{14}_Initial"/"20261126000000_Initial"/' "$file"
      mv "$file" "$(dirname "$file")/20261126000000_Initial${file##*_Initial}"
    done
  fi
done
