# llama-cpp-python always asks for llama.cpp's `common` library and loads it nowhere. A plain variable goes before its
# cached option, so nearly half of the compilation is saved.
set(LLAMA_BUILD_COMMON OFF)
