package org.canonry.storage.registry;

/// How far the views of a log are: they hold everything up to `lsn`, with addresses under `base`.
record ViewsMark(long lsn, String base) {
    static final ViewsMark NONE = new ViewsMark(0, "");

    byte[] toJson() {
        return ExactJson.pretty(this);
    }

    static ViewsMark read(byte[] json) {
        return ExactJson.MAPPER.readValue(json, ViewsMark.class);
    }
}
