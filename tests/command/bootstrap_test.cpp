#include "command/bootstrap.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(Bootstrap, IsAskedForByItsOption) {
    EXPECT_TRUE(asks_for_bootstrap({"data.csv", "--bootstrap=20"}));
    EXPECT_TRUE(asks_for_bootstrap({"--bootstrap", "20"}));
    EXPECT_FALSE(asks_for_bootstrap({"bootstrap", "--bootstraps=20"}));
}

}  // namespace
