import DojoCommands

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

exit(await DojoEntry.run(CommandLine.arguments))
