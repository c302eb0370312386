#include "results/quantities.hpp"

#include "input/text.hpp"

namespace mirage {

std::string meaning(const char* meanings, int flag) {
    if (!*meanings) return {};
    if (flag < 0) return "failed";
    const std::vector<std::string_view> words = split(meanings, ' ');
    const auto at = static_cast<std::size_t>(flag);
    return at < words.size() ? std::string(words[at]) : "";
}

}  // namespace mirage
