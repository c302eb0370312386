#pragma once
// A visibility as CSV, JSON or a table.

#include <string>
#include <vector>

#include "visibility/visibility_map.hpp"
#include "visibility/visibility_request.hpp"

namespace mirage {

/// CSV: a row for each temperature and field; the statement and the fields of each temperature in comments.
/// JSON: `rows`, `temperatures` (the fields with the best point of each), `best` (the deepest dip of all,
/// null where there is none), `statement`. Table: the temperatures and the statement.
std::string visibility_text(const VisibilityRequest& request, const std::vector<VisibilityRow>& rows,
                            const std::string& command);

}  // namespace mirage
