#include "parallel/instruction_sets.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "input/input_error.hpp"

namespace mirage {

void check_instruction_sets(std::string_view own, const Communicator& mpi) {
    using Name = std::array<char, 16>;
    Name mine{};
    own.copy(mine.data(), mine.size() - 1);
    std::vector<Name> all(static_cast<std::size_t>(mpi.size));
    MPI_Allgather(mine.data(), static_cast<int>(mine.size()), MPI_CHAR, all.data(),
                  static_cast<int>(mine.size()), MPI_CHAR, mpi.comm);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (all.size() == 1) return;
    std::vector<std::string> names;
    names.reserve(all.size());
    for (const Name& name : all) names.emplace_back(name.data());
    throw InputError(
        fmt::format("ranks differ in instruction set ({}): set MIRAGE_INSTRUCTION_SET=avx2 or plain",
                    fmt::join(names, ", ")));
}

}  // namespace mirage
