#include "parallel/launch.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

class LaunchTest : public testing::Test {
protected:
    void SetUp() override {
        for (const char* name : {"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", "PMI_RANK", "PMI_SIZE",
                                 "SLURM_PROCID", "SLURM_STEP_NUM_TASKS"})
            unsetenv(name);
    }
};

TEST_F(LaunchTest, AloneItIsTheFirstOfOne) {
    EXPECT_EQ(launch_of_environment().rank, 0);
    EXPECT_EQ(launch_of_environment().size, 1);
    setenv("SLURM_PROCID", "0", 1);  // the script of a job
    EXPECT_EQ(launch_of_environment().size, 1);
}

TEST_F(LaunchTest, LaunchersTellRankAndSize) {
    for (const auto& [rank, size] : {std::pair{"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"},
                                     {"PMI_RANK", "PMI_SIZE"},
                                     {"SLURM_PROCID", "SLURM_STEP_NUM_TASKS"}}) {
        setenv(rank, "2", 1);
        setenv(size, "5", 1);
        EXPECT_EQ(launch_of_environment().rank, 2) << rank;
        EXPECT_EQ(launch_of_environment().size, 5) << size;
        unsetenv(rank);
        unsetenv(size);
    }
}

}  // namespace
