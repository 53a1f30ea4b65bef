#!/usr/bin/env bash
# Pictures every page of the sample district at 1440 and 390 pixels into docs/guide/images, by the walk that also checks the pages, and lists
# them in docs/guide/images/README.md. Small pictures: with pngquant or ImageMagick at hand they get a palette.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/Journeys.Tests -v q -nologo -p:RunAnalyzers=false
BIHUAN_SCREENSHOTS=1 dotnet run --no-build --project tests/Journeys.Tests -- -method '*.EveryPage_*' -method '*.SetUp_FromEmpty'
if command -v pngquant >/dev/null; then
    pngquant --force --ext .png --skip-if-larger --speed 1 64 docs/guide/images/*.png
elif command -v mogrify >/dev/null; then
    mogrify -strip -colors 64 -define png:compression-level=9 docs/guide/images/*.png
fi
{
    printf '# 页面截图 Pictures of the pages\n\n由 `tools/screenshots.sh` 生成，内容是样例数据。Made by `tools/screenshots.sh` from the sample district.\n\n| | 1440 | 390 |\n|---|---|---|\n'
    for wide in docs/guide/images/*-1440.png; do
        name=$(basename "$wide" -1440.png)
        printf '| %s | <img src="%s-1440.png" width="720" alt="%s"> | <img src="%s-390.png" width="195" alt="%s"> |\n' "$name" "$name" "$name" "$name" "$name"
    done
} >docs/guide/images/README.md
du -sh docs/guide/images
