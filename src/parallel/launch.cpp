#include "parallel/launch.hpp"

#include <cstdlib>

namespace mirage {

Launch launch_of_environment() {
    // the SLURM names of a step: those of a job stand also in its script, which runs once
    constexpr const char* names[][2] = {{"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"},
                                        {"PMI_RANK", "PMI_SIZE"},
                                        {"SLURM_PROCID", "SLURM_STEP_NUM_TASKS"}};
    for (const auto& [rank_name, size_name] : names) {
        const char* rank = std::getenv(rank_name);
        const char* size = std::getenv(size_name);
        if (rank && size && std::atoi(size) > 1) return {std::atoi(rank), std::atoi(size)};
    }
    return {};
}

}  // namespace mirage
