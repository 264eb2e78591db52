import Testing

@testable import Shell

@Suite struct `A program that a room is lent` {
  @Test func `comes with the libraries that the loader names`() {
    let listed = "\tlinux-vdso.so.1 (0x7f)\n\tlibc.so.6 => /lib/x/libc.so.6 (0x7f)\n\t/lib64/ld.so.2 (0x7f)\n"
    #expect(LentProgram.libraries(listed: listed) == ["/lib/x/libc.so.6", "/lib64/ld.so.2"])
  }

  @Test(arguments: ["\tlibtinfo.so.6 => not found\n\t/lib64/ld.so.2 (0x7f)\n", ""])
  func `is not lent when one of them is missing, or none is named`(listed: String) {
    #expect(LentProgram.libraries(listed: listed) == nil)
  }
}
