package dev.caresql.engine;

import java.util.List;

/** A planner's table that lies in an engine. */
public interface EngineResident {
    /** The names under which the engine finds it, from catalog or schema to table. */
    List<String> enginePath();
}
