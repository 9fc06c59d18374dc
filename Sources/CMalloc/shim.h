// What the C library offers beyond the standard for its heap; other systems than Linux have no such header.
#if __has_include(<malloc.h>)
#include <malloc.h>
#endif
