#include "checkpoint/disk_space.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(DiskSpace, EnoughOrALineThatSaysHowMuchIsMissing) {
    const std::string file = testing::TempDir() + "/result.h5";
    EXPECT_GT(free_space(file), 0.0);
    EXPECT_NO_THROW(check_space(file, 1.0));
    try {
        check_space(file, 1e30);
        FAIL() << "no disk is that large";
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find("No space left on device"), std::string::npos);
        EXPECT_NE(std::string(error.what()).find(file), std::string::npos);
    }
}

TEST(DiskSpace, WhereNobodyTellsThereIsRoom) { EXPECT_GT(free_space("/nowhere/at/all.h5"), 1e300); }

}  // namespace
