#pragma once
// A part of a page of the manual that says what files hold: decks, results.

#include <string>
#include <utility>
#include <vector>

namespace mirage {

/// A title with its entries.
struct PageSection {
    std::string name;
    std::vector<std::pair<std::string, std::string>> keys{};  ///< "beta = AXIS", what it is
};

}  // namespace mirage
