package dev.evtool.container;

import java.time.Instant;

/// What an engine says of itself.
///
/// @param product its name and version, such as `Docker 20.10.24`
/// @param api what is spoken with it, such as `API 1.41`; empty where there is nothing to say
/// @param now the time by the engine's clock, or a little less where that is only known roughly
/// @param memory what it remembers
record EngineInfo(String product, String api, Instant now, EngineMemory memory) {}
