#!/bin/sh
# Starts evtool. src/build/java/Package.java made this file from src/build/launcher.sh.

self=$0
case $self in */*) ;; *) self=./$self ;; esac
while [ -L "$self" ]; do
    link=$(readlink "$self")
    case $link in /*) self=$link ;; *) self=${self%/*}/$link ;; esac
done
home=$(CDPATH='' cd -- "${self%/*}/.." && pwd -P) || exit 70

# Is $1 a java of version 25 or later?
is_new_enough() {
    version=$("$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 25 ]
}

java="@JAVA@"
if ! [ -x "$java" ]; then
    if is_new_enough "${JAVA_HOME:-}/bin/java" 2>/dev/null; then
        java=$JAVA_HOME/bin/java
    elif is_new_enough java 2>/dev/null; then
        java=java
    else
        echo "evtool: no Java found: $java is gone, and neither JAVA_HOME nor the PATH has a Java of version 25 or later" >&2
        echo "evtool: install a JDK 25 (for example Temurin 25, or Debian's openjdk-25-jre-headless), or package evtool anew" >&2
        exit 70
    fi
fi

# The paths are absolute and the names hold a hash of the contents: a cache can never meet another program's classes.
# A cache that the JVM refuses (another Java, a jar copied without its time, another flag) only costs start-up time.
#
# -Xlog:disable, DisplayVMOutputToStderr
#                the JVM is not to speak of its cache, and whatever else it says stays off stdout.
# UseSerialGC    the quickest to start and the smallest; a stream's garbage dies young.
# Xms            without it the first collection waits until 1/64 of the machine's memory is dirty.
# Xmn            young enough room that what waits at a virtual thread seldom gets old.
# Xmx            this collector lets the heap grow before it looks at old objects: without a limit, the watch of a
#                thousand nodes grows by the hour. With this one it stays below 300 MB, of which it holds some 45 MB of
#                data then. What reads files may need more for a moment: a record can be of 16 MiB, of two bytes a value.
#                JDK_JAVA_OPTIONS=-Xmx1g sets another.
# TieredStopAtLevel
#                events come a few a second, or as a backlog that is over before the second compiler has paid off: it
#                would cost more than all the rest.
# picocli.*      it is not to look for Groovy nor for classes of Java that no command has for a value: what is not there
#                is sought in the whole jar.
# UsePerfData    no file under /tmp for every start.
# enable-native-access, sun-misc-unsafe-memory-access
#                JLine calls the C library, protobuf (of CEL) uses Unsafe; Java would warn of both.
# JDK_JAVA_OPTIONS can add to these, as for every java command.
case "${JDK_JAVA_OPTIONS:-} ${1:-}" in
    *-Xmx* | *MaxHeapSize* | *MaxRAM*) most='' ;;
    *' ptp' | *' demo' | *' record' | *' events') most=-Xmx150m ;;
    *' validate' | *' schema' | *' notify') most=-Xmx512m ;;
    *) most='' ;;
esac
case ${1:-} in
    events) most="$most -XX:TieredStopAtLevel=1" ;;
esac
# Two caches, because the JVM links at its start whatever is in one: the small one has what short commands need. Without
# the right one a command is slower and does the same.
case "${1:-} $* " in
    validate\ * | schema\ * | help\ * | -* | ' '* | *' --help '* | *' -h '*) cache=@SHORT@ ;;
    *) cache=@ALL@ ;;
esac
# Without a standard input the JVM's first file would pass for it.
{ true 3<&0; } 2>/dev/null || exec </dev/null
exec "$java" @CACHE@@FLAGS@ $most -Xlog:disable -XX:+DisplayVMOutputToStderr \
    -cp "@CLASSES@" dev.evtool.Evtool "$@"
