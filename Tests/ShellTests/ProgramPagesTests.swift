import Testing

@testable import Shell

struct ProgramPagesTests {
  @Test
  func `only files are given back that nobody can write to and the dynamic linker has left as they are`() {
    let listing = """
      00400000-00500000 r-xp 00000000 fe:00 333 /opt/a folder/dojo
      Rss:                 400 kB
      Anonymous:             0 kB
      VmFlags: rd ex mr mw me
      00500000-00580000 r--p 00100000 fe:00 333 /opt/a folder/dojo
      Anonymous:            12 kB
      00580000-00600000 rw-p 00180000 fe:00 333 /opt/a folder/dojo
      Anonymous:             0 kB
      7f0000000000-7f0000001000 r--p 00000000 00:00 0
      Anonymous:             0 kB
      7f0000001000-7f0000002000 r-xp 00000000 00:00 0                          [vdso]
      Anonymous:             0 kB
      7f0000002000-7f0000004000 r--s 00000000 fe:00 444                        /usr/lib/libc.so.6
      Anonymous:             0 kB
      """
    #expect(
      ProgramPages.untouched(in: Array(listing.utf8)) == [
        0x40_0000..<0x50_0000, 0x7f00_0000_2000..<0x7f00_0000_4000,
      ])
  }

  @Test func `a process that has given them back works on`() {
    ProgramPages.handBack()
    #expect("\(ContinuousClock.now)".isEmpty == false)
    #expect([3, 1, 2].sorted() == [1, 2, 3])
  }
}
