/* Compiles only where AMX code would be wrong: GCC before 13 tells the optimizer of 8 of the 64 bytes
   that set up AMX's tiles; the other ones are lost, and the engine would crash on every processor
   that has AMX. Before 11 it does not know AMX. */
#if !defined(__x86_64__) || defined(__clang__) || !defined(__GNUC__) || __GNUC__ < 11 || __GNUC__ > 12
#error its AMX code works, or there is none
#endif
