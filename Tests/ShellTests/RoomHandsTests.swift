import Testing

@testable import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct `What could not be done with the files of rooms` {
  @Test(arguments: [
    ("tar: ./x: No such file or directory\n", ENOENT),
    ("tar: write error: No space left on device\ntar: error exit delayed\n", ENOSPC),
    (
      "rm: can't remove '/tree/a/b': Device or resource busy\nrm: can't remove '/tree/a': Directory not empty\n",
      EBUSY
    ),
    ("chown: /tree/x: Operation not permitted\n", EPERM),
    ("bwrap: Can't find source path /gone: No such file or directory\n", ENOENT),
    ("tar: short read\n", nil), ("", nil),
  ])
  func `is told with the reason that the program gave first`(words: String, code: Int32?) {
    #expect(RoomHands.code(in: words) == code)
  }
}
