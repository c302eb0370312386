#include "command/recipe.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "file/result_reader.hpp"
#include "input/text.hpp"
#include "mirage/version.hpp"
#include "propagator/kernel.hpp"

namespace mirage {

std::string recipe_of(const std::string& file) {
    const Recipe recipe = read_recipe(file);
    const std::string program = fmt::format("{} ({})", version, git_commit);
    const std::string_view instruction_set = kernel().instruction_set;
    if (recipe.program != program || recipe.instruction_set != instruction_set)
        fmt::print(stderr, "'{}' was made by mirage {}, {}; this is {}, {}: last digits may differ\n",
                   printable(file), recipe.program, recipe.instruction_set, program, instruction_set);
    return recipe.configuration;
}

}  // namespace mirage
