import CCurl

/// A libcurl handle, which keeps its connections between transfers.
@safe struct EasyHandle: ~Copyable {
  private let curl: UnsafeMutableRawPointer
  private let message: UnsafeMutablePointer<CChar>

  /// `nil` if libcurl cannot start.
  init?() {
    guard CurlLibrary.isUsable, let curl = unsafe dojo_curl_open() else { return nil }
    unsafe self.curl = curl
    unsafe message = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    unsafe dojo_curl_close(curl)
    unsafe message.deallocate()
  }

  /// Runs a transfer to its end on this thread.
  func perform(_ transfer: Transfer) -> Result<ClientReply, HTTPClientError> {
    unsafe dojo_curl_reset(curl)
    unsafe message.pointee = 0
    let request = transfer.request
    var headers = List()
    for header in request.headers {
      headers.append(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
    }
    headers.append("Expect:")
    var redirect = List()
    if let address = request.connectTo { redirect.append("\(request.host):\(request.port):\(address)") }
    set(request)
    setUpload(request)
    unsafe dojo_curl_set_list(curl, CURLOPT_HTTPHEADER, headers.first)
    if !redirect.isEmpty { unsafe dojo_curl_set_list(curl, CURLOPT_CONNECT_TO, redirect.first) }
    setCallbacks(transfer)
    let code = unsafe dojo_curl_perform(curl)
    withExtendedLifetime(transfer) {}
    if let failure = transfer.failure { return .failure(failure) }
    guard code == CURLE_OK else {
      return .failure(transfer.wasCancelled ? .cancelled : failure(code, request))
    }
    return .success(transfer.reply)
  }

  private func set(_ request: ClientRequest) {
    set(CURLOPT_URL, request.url)
    set(CURLOPT_PROXY, "")
    set(CURLOPT_CUSTOMREQUEST, request.method)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    set(CURLOPT_FOLLOWLOCATION, request.followsRedirects ? 1 : 0)
    set(CURLOPT_MAXREDIRS, 5)
    set(CURLOPT_SSL_VERIFYPEER, request.verifiesCertificate ? 1 : 0)
    set(CURLOPT_SSL_VERIFYHOST, request.verifiesCertificate ? 2 : 0)
    set(CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout.milliseconds)
    set(CURLOPT_LOW_SPEED_LIMIT, 1)
    set(CURLOPT_LOW_SPEED_TIME, max(1, request.stallTimeout.milliseconds / 1000))
    if let timeout = request.timeout { set(CURLOPT_TIMEOUT_MS, max(1, timeout.milliseconds)) }
    if let path = request.unixSocket { set(CURLOPT_UNIX_SOCKET_PATH, path) }
    if let path = request.authorityFile { set(CURLOPT_CAINFO, path) }
    if request.method == "HEAD" { set(CURLOPT_NOBODY, 1) }
    unsafe dojo_curl_set_pointer(curl, CURLOPT_ERRORBUFFER, message)
  }

  private func setUpload(_ request: ClientRequest) {
    let length: Int? =
      switch request.body {
      case .none: 0
      case .bytes(let bytes): bytes.count
      case .pieces(let length, _): length
      }
    if case .none = request.body, !["POST", "PUT", "PATCH"].contains(request.method) { return }
    set(CURLOPT_UPLOAD, 1)
    unsafe dojo_curl_set_offset(curl, CURLOPT_INFILESIZE_LARGE, curl_off_t(length ?? -1))
  }

  private func setCallbacks(_ transfer: Transfer) {
    let context = unsafe Unmanaged.passUnretained(transfer).toOpaque()
    unsafe dojo_curl_set_callback(curl, CURLOPT_HEADERFUNCTION, takeHeader)
    unsafe dojo_curl_set_pointer(curl, CURLOPT_HEADERDATA, context)
    unsafe dojo_curl_set_callback(curl, CURLOPT_WRITEFUNCTION, takeBody)
    unsafe dojo_curl_set_pointer(curl, CURLOPT_WRITEDATA, context)
    unsafe dojo_curl_set_callback(curl, CURLOPT_READFUNCTION, giveBody)
    unsafe dojo_curl_set_pointer(curl, CURLOPT_READDATA, context)
    unsafe dojo_curl_set_seek(curl, rewindBody)
    unsafe dojo_curl_set_pointer(curl, CURLOPT_SEEKDATA, context)
    unsafe dojo_curl_set_progress(curl, checkCancellation)
    unsafe dojo_curl_set_pointer(curl, CURLOPT_XFERINFODATA, context)
    set(CURLOPT_NOPROGRESS, 0)
  }

  private func set(_ option: CURLoption, _ value: Int) {
    unsafe dojo_curl_set_long(curl, option, value)
  }

  private func set(_ option: CURLoption, _ value: String) {
    unsafe dojo_curl_set_string(curl, option, value)
  }

  private func failure(_ code: CURLcode, _ request: ClientRequest) -> HTTPClientError {
    let detail = unsafe String(cString: message)
    let words = unsafe detail.isEmpty ? String(cString: dojo_curl_words(code)) : detail
    let address = request.unixSocket ?? request.connectTo ?? request.authority
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: return .couldNotResolve(host: request.host)
    case CURLE_COULDNT_CONNECT:
      var error = 0
      unsafe dojo_curl_get_long(curl, CURLINFO_OS_ERRNO, &error)
      return .couldNotConnect(address: address, code: Int32(error))
    case CURLE_OPERATION_TIMEDOUT: return .timedOut(address: address)
    case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR: return .closed(address: address)
    case CURLE_SSL_CONNECT_ERROR:
      // OpenSSL's word for a peer that went away in the middle.
      if words.contains("SSL_ERROR_SYSCALL") { return .closed(address: address) }
      return Self.meansPlainHTTP(words) ? .serverSpeaksPlainHTTP(address: address) : .tls(words)
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM: return .tls(words)
    default: return .other(words)
    }
  }

  /// What TLS libraries say when the first record of the answer is no TLS.
  private static func meansPlainHTTP(_ words: String) -> Bool {
    ["wrong version number", "packet length too long", "unknown protocol", "record overflow", "http request"]
      .contains { words.lowercased().contains($0) }
  }
}

/// libcurl itself, opened and set up when the first handle is made.
private enum CurlLibrary {
  static let isUsable = dojo_curl_start() != 0
}

extension Duration {
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}

extension ClientRequest {
  /// The part of the URL that names the server.
  var authority: String {
    let rest = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).last ?? ""
    return String(rest.prefix { $0 != "/" && $0 != "?" })
  }

  /// The port the URL leads to, given or usual.
  var port: Int {
    let digits = authority.dropFirst(host.count).dropFirst()
    return Int(digits) ?? (url.hasPrefix("https:") ? 443 : 80)
  }

  var host: String {
    let authority = authority
    guard let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") else { return authority }
    return String(authority[..<colon])
  }
}
