#pragma once
// Rows of one file as curves at a fixed temperature or field.

#include <optional>
#include <vector>

#include "tables/name_words.hpp"

namespace mirage {

/// Rows of one value of the fixed quantity, in the order of the file.
using RowGroup = std::vector<std::size_t>;

/// Groups of at least five rows in which `values` [K or T] hardly change: neighbouring values of a group
/// differ by no more than four times what four of five successive rows differ by, and a group is narrower
/// than 5 % of its value, 1 % of all or 20 mK (10 mT).
std::vector<RowGroup> steady_groups(const std::vector<double>& values, Measurand quantity);

/// Which of T and B is swept: the other one is nearly constant or steps, in at least two thirds of the rows;
/// where both do, the one that goes to and fro more often. Nothing where that does not tell.
std::optional<Measurand> swept_quantity(const std::vector<double>& T, const std::vector<double>& B);

}  // namespace mirage
