# What the build is made of, as one hash over names and contents (not times: copies and checkouts keep or reset those).
# Read by ./evtool at every start and by claim-sources.sh. The current directory is the root of the source tree.
sources_hash() {
    if command -v sha256sum >/dev/null; then hasher=sha256sum; else hasher='shasum -a 256'; fi
    # Sorted by line, so the order in which find meets the files does not matter.
    find pom.xml LICENSE NOTICE .mvn docs src/build src/main -type f -exec $hasher {} + 2>/dev/null | LC_ALL=C sort | $hasher | cut -c1-64
}
