#!/bin/sh
# Called by Maven before it compiles (pom.xml, phase initialize): notes which sources this build is made of.
#
# Maven tells changed sources by their times, which misses a file that was replaced by an older one. So when the hash is
# not the one that target/classes was made of, the classes go. The stamp of the finished program goes as well:
# java/Package.java writes it again, as its last act, from the hash taken here. It is taken *before* compiling: an edit
# during the build leaves a stamp that is too old, which costs one more build but never runs stale code.
set -eu
. src/build/sources.sh

mkdir -p target
now=$(sources_hash)
before=$(cat target/classes.sources 2>/dev/null || true)
if [ "$before" != "$now" ]; then
    rm -rf target/classes target/maven-status target/evtool.sources
    echo "$now" >target/classes.sources
fi
