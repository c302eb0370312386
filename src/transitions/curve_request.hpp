#pragma once
// The choice of columns of a curve by hand.

#include <string>

#include "transitions/curve_columns.hpp"

namespace mirage {

/// The choice by `--columns T=1,B=2,R=4`: positions from 1 or names of the header, perhaps with units,
/// `T[mK]=Temp`; R and at least one of T and B. Throws InputError telling the columns that there are.
CurveChoice requested_curve(const Table& table, const std::string& request);

}  // namespace mirage
