# Warnings and sanitizers, linked privately so that they never reach a user of the library.

add_library(mirage_warnings INTERFACE)
target_compile_options(mirage_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Wundef -Wcast-align
    $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast -Woverloaded-virtual -Wnon-virtual-dtor -Wextra-semi>
    $<$<BOOL:${MIRAGE_WARNINGS_AS_ERRORS}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(mirage_warnings INTERFACE -Wduplicated-branches -Wduplicated-cond -Wlogical-op -Wdouble-promotion
        $<$<COMPILE_LANGUAGE:CXX>:-Wsuggest-override>)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # false ones inside std::string (GCC bugs 105329, 105651)
    target_compile_options(mirage_warnings INTERFACE -Wno-array-bounds -Wno-restrict -Wno-stringop-overread)
endif()

add_library(mirage_sanitizers INTERFACE)
if(MIRAGE_SANITIZE)
    target_compile_options(mirage_sanitizers INTERFACE
        -fsanitize=${MIRAGE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
    target_link_options(mirage_sanitizers INTERFACE -fsanitize=${MIRAGE_SANITIZE})
endif()
