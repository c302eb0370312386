// What the compiler calls and the C++ library of WASI is built without: exceptions of C++ in WebAssembly.
//
// Source: "C++ ABI for Itanium: Exception Handling", sections 2.2 to 2.5 and 7, and the WebAssembly proposal
// of exception handling (https://github.com/WebAssembly/exception-handling, legacy/Exceptions.md). One
// thread, one program: no foreign exceptions, no copies of exceptions (std::current_exception), no exception
// specifications.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <typeinfo>

namespace __cxxabiv1 {

/// As the C++ library declares it: whether a handler of this type catches an object of another; moves the
/// pointer to the part that is caught.
class __shim_type_info : public std::type_info {
public:
    ~__shim_type_info() override;
    virtual void noop1() const;
    virtual void noop2() const;
    virtual bool can_catch(const __shim_type_info* thrown, void*& object) const = 0;
};

}  // namespace __cxxabiv1

namespace {

using __cxxabiv1::__shim_type_info;

/// Stands in front of the object that is thrown.
struct alignas(16) Header {
    const std::type_info* type;
    void* (*destroy)(void*);
    void* caught;  ///< the part of the object that the handler has
    Header* next;  ///< the exception whose handler was entered before
    int handlers;  ///< that are running; negative: thrown again
};

Header* innermost = nullptr;  ///< of the handlers that are running

Header* header_of(void* object) { return static_cast<Header*>(object) - 1; }
void* object_of(Header* header) { return header + 1; }

/// Tag 0 is that of C++.
[[noreturn]] void unwind(void* object) { __builtin_wasm_throw(0, object); }

std::uint32_t read_uleb(const std::uint8_t*& p) {
    std::uint32_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
        const std::uint8_t byte = *p++;
        value |= static_cast<std::uint32_t>(byte & 0x7f) << shift;
        if (!(byte & 0x80)) return value;
    }
}

std::int32_t read_sleb(const std::uint8_t*& p) {
    std::uint32_t value = 0;
    unsigned shift = 0;
    std::uint8_t byte;
    do {
        byte = *p++;
        value |= static_cast<std::uint32_t>(byte & 0x7f) << shift;
        shift += 7;
    } while (byte & 0x80);
    if (shift < 32 && (byte & 0x40)) value |= ~std::uint32_t{0} << shift;
    return static_cast<std::int32_t>(value);
}

/// The table of the handlers of one function.
struct HandlerTable {
    const std::uint8_t *call_sites, *actions;
    const std::uint8_t* types;  ///< behind the last of them

    explicit HandlerTable(const void* data) : types(nullptr) {
        constexpr std::uint8_t omitted = 0xff;
        const auto* p = static_cast<const std::uint8_t*>(data);
        if (*p++ != omitted) std::abort();  // landing pads are numbers here, and have no start
        if (*p++ != omitted) {
            const std::uint32_t offset = read_uleb(p);
            types = p + offset;
        }
        ++p;  // numbers of the call sites are ULEB128
        const std::uint32_t size = read_uleb(p);
        call_sites = p;
        actions = p + size;
    }

    /// Where the actions of a landing pad begin; nullptr: it has none but to clean up.
    const std::uint8_t* actions_of(std::uint32_t landing_pad) const {
        const std::uint8_t* p = call_sites;
        for (;;) {
            const std::uint32_t pad = read_uleb(p), action = read_uleb(p);
            if (pad == landing_pad) return action == 0 ? nullptr : actions + action - 1;
            if (p >= actions) return nullptr;
        }
    }

    /// nullptr: all types.
    const __shim_type_info* type(std::int32_t number) const {
        return reinterpret_cast<const __shim_type_info* const*>(types)[-number];
    }
};

/// The number of the first handler that catches the exception; 0: none does.
std::int32_t handler_for(Header* exception, const HandlerTable& table, const std::uint8_t* action) {
    while (action) {
        const std::int32_t number = read_sleb(action);
        const std::uint8_t* const at = action;
        const std::int32_t next = read_sleb(action);
        if (number > 0) {
            const __shim_type_info* const wanted = table.type(number);
            void* object = object_of(exception);
            if (!wanted || wanted->can_catch(static_cast<const __shim_type_info*>(exception->type), object)) {
                exception->caught = object;
                return number;
            }
        }
        action = next == 0 ? nullptr : at + next;
    }
    return 0;
}

}  // namespace

extern "C" {

/// Written by a landing pad before it asks which of its handlers is meant.
struct LandingPad {
    std::uint32_t number;
    const void* table;
    std::int32_t handler;
} __wasm_lpad_context = {0, nullptr, 0};

void* __cxa_allocate_exception(std::size_t size) noexcept {
    auto* const header = static_cast<Header*>(std::malloc(sizeof(Header) + size));
    if (!header) std::abort();
    return object_of(header);
}

void __cxa_free_exception(void* object) noexcept { std::free(header_of(object)); }

[[noreturn]] void __cxa_throw(void* object, std::type_info* type, void* (*destroy)(void*)) {
    *header_of(object) = {type, destroy, object, nullptr, 0};
    unwind(object);
}

int _Unwind_CallPersonality(void* object) {
    LandingPad& pad = __wasm_lpad_context;
    const HandlerTable table(pad.table);
    pad.handler = handler_for(header_of(object), table, table.actions_of(pad.number));
    return 0;
}

void* __cxa_get_exception_ptr(void* object) noexcept { return header_of(object)->caught; }

void* __cxa_begin_catch(void* object) noexcept {
    Header* const exception = header_of(object);
    exception->handlers = (exception->handlers < 0 ? -exception->handlers : exception->handlers) + 1;
    if (innermost != exception) {
        exception->next = innermost;
        innermost = exception;
    }
    return exception->caught;
}

void __cxa_end_catch() {
    Header* const exception = innermost;
    if (!exception) return;
    const bool again = exception->handlers < 0;
    exception->handlers += again ? 1 : -1;
    if (exception->handlers != 0) return;
    innermost = exception->next;
    if (again) return;  // it is on its way to the next handler
    if (exception->destroy) exception->destroy(object_of(exception));
    std::free(exception);
}

[[noreturn]] void __cxa_rethrow() {
    if (!innermost) std::terminate();
    innermost->handlers = -innermost->handlers;
    unwind(object_of(innermost));
}

/// The name that the tables refer to; landing pads ask _Unwind_CallPersonality.
int __gxx_wasm_personality_v0() { return 0; }

/// What a thread has is destroyed at its end, and the only thread has none.
int __cxa_thread_atexit(void*, void*, void*) { return 0; }
}
