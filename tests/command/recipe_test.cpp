#include "command/recipe.hpp"

#include <gtest/gtest.h>

#include "input/configuration.hpp"
#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;

TEST(Recipe, IsTheDeckInsideAResult) {
    const mirage_test::Folder folder;
    const std::string file = folder / "a.h5";
    ASSERT_EQ(mirage_test::mirage("sweep --T 0.2,0.5 --B 1 --beta 3 --output " + file).status, 0);
    const Configuration c = configuration_of(recipe_of(file), file, {}, Scope::sweep);
    EXPECT_EQ(c.T.values, (std::vector{0.2, 0.5}));
    EXPECT_EQ(c.beta.values, std::vector{3.0});
    EXPECT_THROW(recipe_of(folder / "none.h5"), InputError);
}

}  // namespace
