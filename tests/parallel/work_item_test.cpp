#include "parallel/work_item.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(WorkItem, RangesGrowByItemsOfEachKind) {
    WorkRange range;
    range.add({WorkKind::points, 10, 5});
    range.add({WorkKind::points, 20, 2});
    range.add({WorkKind::planes, 3, 1});
    EXPECT_TRUE(range.overlaps(range_of(WorkKind::points, 0, 11)));
    EXPECT_FALSE(range.overlaps(range_of(WorkKind::points, 0, 10)));
    EXPECT_TRUE(range.overlaps(range_of(WorkKind::points, 16, 17))) << "what lies between counts";
    EXPECT_FALSE(range.overlaps(range_of(WorkKind::points, 22, 30)));
    EXPECT_TRUE(range.overlaps(range_of(WorkKind::planes, 3, 4)));
    EXPECT_FALSE(range.overlaps(range_of(WorkKind::planes, 4, 5)));
    EXPECT_FALSE(range.overlaps(range_of(WorkKind::lines, 0, 100)));
    EXPECT_FALSE(WorkRange{}.overlaps(range));
}

}  // namespace
