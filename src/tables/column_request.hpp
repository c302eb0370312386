#pragma once
// The choice of columns by hand.

#include <string>

#include "tables/columns.hpp"

namespace mirage {

/// The choice by `--columns T=3,B=5,sigma_B=6`: positions from 1 or names of the header, perhaps with units,
/// `T[mK]=Temp`. Throws InputError telling the columns that there are.
ColumnChoice requested_columns(const Table& table, const std::string& request);

}  // namespace mirage
