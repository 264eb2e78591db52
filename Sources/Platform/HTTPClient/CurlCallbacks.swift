import CCurl

/// A list of strings that belongs to libcurl's side.
@safe struct List: ~Copyable {
  private(set) var first: UnsafeMutablePointer<curl_slist>?

  init() { unsafe first = nil }

  deinit { unsafe dojo_curl_free(first) }

  var isEmpty: Bool { unsafe first == nil }

  mutating func append(_ text: String) {
    if let longer = unsafe dojo_curl_append(first, text) { unsafe first = longer }
  }
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
  unsafe context.map { unsafe Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

func takeHeader(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
  unsafe transfer(context)?.takeHeader(String(decoding: buffer, as: UTF8.self))
  return size * count
}

func takeBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
  let taken = unsafe transfer(context)?.takeBody(Array(buffer)) ?? false
  return taken ? size * count : 0
}

func giveBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let piece = unsafe transfer(context)?.nextUpload(atMost: size * count) else {
    return Int(CURL_READFUNC_ABORT)
  }
  unsafe UnsafeMutableRawBufferPointer(start: bytes, count: size * count).copyBytes(from: piece)
  return piece.count
}

/// Asked when a kept connection turns out to be closed, and the request goes out once more on another.
func rewindBody(_ context: UnsafeMutableRawPointer?, _ offset: curl_off_t, _ origin: Int32) -> Int32 {
  guard offset == 0, origin == 0, unsafe transfer(context)?.rewindUpload() == true else {
    return CURL_SEEKFUNC_CANTSEEK
  }
  return CURL_SEEKFUNC_OK
}

func checkCancellation(
  _ context: UnsafeMutableRawPointer?, _ download: curl_off_t, _ downloaded: curl_off_t,
  _ upload: curl_off_t, _ uploaded: curl_off_t
) -> Int32 {
  unsafe transfer(context)?.wasCancelled == true ? 1 : 0
}
