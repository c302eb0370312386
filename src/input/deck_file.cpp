#include "input/deck_file.hpp"

#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "input/input_error.hpp"

namespace mirage {

std::string read_deck_text(const std::string& name) {
    std::ifstream deck(name, std::ios::binary);
    if (!deck || std::filesystem::is_directory(name))
        throw InputError(fmt::format("cannot read the deck '{}'", name));
    constexpr std::size_t most = 64u << 20;
    std::string text, block(1u << 16, '\0');
    while (deck.read(block.data(), static_cast<std::streamsize>(block.size())) || deck.gcount() > 0) {
        text.append(block, 0, static_cast<std::size_t>(deck.gcount()));
        if (text.size() > most)
            throw InputError(fmt::format("the deck '{}' is too long: at most 64 MiB", name));
    }
    return text;
}

}  // namespace mirage
