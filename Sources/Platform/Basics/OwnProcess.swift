#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What this process was started with.
package enum OwnProcess {
  /// Its environment; of a variable that is there twice, the first counts, as everywhere.
  package static func variables() -> [String: String] {
    var variables: [String: String] = [:]
    #if canImport(Glibc)
      var entry = unsafe environ
    #else
      var entry = unsafe _NSGetEnviron().pointee
    #endif
    while let text = unsafe entry.pointee {
      if let mark = unsafe strchr(text, 0x3D) {
        let name = unsafe String(
          decoding: UnsafeRawBufferPointer(start: text, count: mark - text), as: UTF8.self)
        if variables[name] == nil { variables[name] = unsafe String(cString: mark + 1) }
      }
      unsafe entry += 1
    }
    return variables
  }

  /// The folder it works in; the topmost one when that is gone.
  package static func folder() -> String {
    guard let path = unsafe getcwd(nil, 0) else { return "/" }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }
}
