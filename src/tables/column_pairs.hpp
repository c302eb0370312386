#pragma once
// Which columns of T and B belong together.

#include <string>
#include <vector>

#include "tables/header.hpp"
#include "tables/table.hpp"

namespace mirage {

using Positions = std::vector<std::size_t>;  ///< of columns, from 0

/// T and B of one sample; the label is empty where there is one sample.
struct ColumnPair {
    std::size_t T, B;
    std::string label;
};

/// What a refusal tells to do.
constexpr const char* by_hand = "name them by --columns T=1,B=2";

/// The columns of a quantity; a labelled one in a unit of something else is something else.
Positions columns_of(const Header& header, Measurand quantity);

/// Fields in the plane where the names tell. Throws InputError where all are out of it.
Positions fields_of(const Table& table, const Header& header);

/// The samples of a table: one T and one B; as many T as B, by their labels or as neighbours; one T and
/// labelled B, or one B and labelled T. Throws InputError where that is not certain, also where the labels
/// tell criteria.
std::vector<ColumnPair> pairs_of(const Table& table, const Header& header, const Positions& T,
                                 const Positions& B);

[[noreturn]] void refuse_several(const Table& table, const Header& header, const Positions& T,
                                 const Positions& B);

}  // namespace mirage
