#pragma once
// Where on a transition its temperature or field is read.

#include <string>
#include <vector>

namespace mirage {

enum class ReadAt { share, onset, zero, slope };

/// A share of the normal resistance, or one of three other conventions.
struct Criterion {
    ReadAt at = ReadAt::share;
    double share = 0.5;
    std::string name() const;  ///< `50`, `onset`
};

/// `50`, `10,50,90`, `onset`, `all` (10, 50, 90, onset, zero, slope). Throws InputError: a share must be
/// above 0 and below 100 %.
std::vector<Criterion> criteria_of(const std::string& text);

}  // namespace mirage
