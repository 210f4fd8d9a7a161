package org.canonry.api.page;

import java.util.List;

/// The place of an item in an ordered list, by the values that order it: good in every later state of the list.
///
/// @param list which list it belongs to; a position of one list means nothing in another
/// @param values of the item, the most significant first
public record Position(String list, List<String> values) {}
