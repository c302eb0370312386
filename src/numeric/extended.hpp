#pragma once
// Numbers with more digits than a double has, for what loses some on its way to one.

namespace mirage {

#ifdef __wasm__  // where long double is made of function calls
using Extended = double;
#else
using Extended = long double;
#endif

}  // namespace mirage
