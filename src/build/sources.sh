#!/bin/sh
# What the build is made of, as one hash over names and contents (not times: copies and checkouts keep or reset those).
#
#   . src/build/sources.sh          defines sources_hash, which ./evtool asks at every start
#   sh src/build/sources.sh claim   what Maven calls before it compiles (pom.xml, phase initialize)

# Prints the hash; the current directory is the root of the source tree.
sources_hash() {
    if command -v sha256sum >/dev/null; then hasher=sha256sum; else hasher='shasum -a 256'; fi
    # Sorted by line, so the order in which find meets the files does not matter.
    find pom.xml LICENSE NOTICE .mvn docs src/build src/main -type f -exec $hasher {} + 2>/dev/null | LC_ALL=C sort | $hasher | cut -c1-64
}

# Maven tells changed sources by their times, which misses a file that was replaced by an older one. So when the hash is
# not the one that target/classes was made of, the classes go. The stamp of the finished program goes as well:
# src/build/java/Package.java writes it again, as its last act, from the hash taken here. It is taken *before* compiling:
# an edit during the build leaves a stamp that is too old, which costs one more build but never runs stale code.
if [ "${1-}" = claim ]; then
    set -eu
    mkdir -p target
    now=$(sources_hash)
    if ! { read -r then <target/classes.sources && [ "$then" = "$now" ]; } 2>/dev/null; then
        rm -rf target/classes target/maven-status target/evtool.sources
        echo "$now" >target/classes.sources
    fi
fi
