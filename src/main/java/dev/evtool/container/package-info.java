/// Events of container engines - Docker, Podman, iSulad, containerd - in one vocabulary: their wires, their habits, and
/// an embedded engine for trying it out.
@NullMarked
package dev.evtool.container;

import org.jspecify.annotations.NullMarked;
