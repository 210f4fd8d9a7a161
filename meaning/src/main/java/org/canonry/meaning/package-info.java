/// A small model that turns sentences into vectors, run in this process: all-MiniLM-L6-v2, with its weights as bytes, under ONNX Runtime.
///
/// Found as an [org.canonry.storage.index.Embedding] by whoever has this module on the class path, and needed by nobody: without it Canonry searches by
/// words. The model reads English; of other languages it knows little but names.
///
/// May import `storage.index`, ONNX Runtime and Jackson; nobody imports it. Not promised: that two kinds of processor give the same vector to the last
/// digit.
@NullMarked
package org.canonry.meaning;

import org.jspecify.annotations.NullMarked;
