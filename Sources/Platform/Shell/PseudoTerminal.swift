#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

import Basics

/// A terminal of our own: our end of it, and the path of the end that programs use.
package struct PseudoTerminal: Sendable {
  package let master: Int32
  package let path: String

  /// Opens a new one; our end is nothing that a child inherits.
  ///
  /// - Parameter folder: Where a system of terminals is mounted that is not this computer's own; a room has one.
  /// - Throws: `SystemError` when there is none to be had.
  package init(in folder: String? = nil) throws(SystemError) {
    #if canImport(Glibc)
      // glibc hides posix_openpt from Swift; these are the requests that it makes: TIOCSPTLCK and TIOCGPTN.
      let source = folder.map { "\($0)/ptmx" } ?? "/dev/ptmx"
      let master = unsafe open(source, O_RDWR | O_NOCTTY | O_CLOEXEC)
      var (unlocked, number): (Int32, UInt32) = (0, 0)
      guard master >= 0, unsafe ioctl(master, 0x4004_5431, &unlocked) == 0,
        unsafe ioctl(master, 0x8004_5430, &number) == 0
      else {
        let error = SystemError.last("open", source)
        if master >= 0 { _ = close(master) }
        throw error
      }
      self.master = master
      path = "\(folder ?? "/dev/pts")/\(number)"
    #else
      let master = posix_openpt(O_RDWR | O_NOCTTY)
      guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = unsafe ptsname(master) else {
        throw .last("open", "/dev/ptmx")
      }
      _ = fcntl(master, F_SETFD, FD_CLOEXEC)
      self.master = master
      path = unsafe String(cString: name)
    #endif
  }

  /// Tells the programs on it how large it is now.
  package func resize(to size: WindowSize) { Self.resize(master, to: size) }

  /// Tells the programs on a terminal of which only our end is known how large it is now.
  static func resize(_ master: Int32, to size: WindowSize) {
    var size = winsize(ws_row: size.rows, ws_col: size.columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = unsafe ioctl(master, UInt(TIOCSWINSZ), &size)
  }
}

/// How much a terminal shows.
package struct WindowSize: Sendable, Hashable {
  package let rows: UInt16
  package let columns: UInt16

  package init(rows: UInt16, columns: UInt16) {
    self.rows = rows
    self.columns = columns
  }
}
