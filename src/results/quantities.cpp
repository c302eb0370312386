#include "results/quantities.hpp"

#include <sstream>

namespace mirage {

std::string meaning(const char* meanings, int flag) {
    if (!*meanings) return {};
    if (flag < 0) return "failed";
    std::istringstream words(meanings);
    std::string word;
    for (int i = 0; i <= flag; ++i)
        if (!(words >> word)) return {};
    return word;
}

}  // namespace mirage
