import Basics
import ContentStore
import Dispatch

/// Throws away uploads that nobody goes on with: soon after the start, and then every day.
struct UploadPurge: Sendable {
  let store: ContentStore
  /// How long an upload may lie still.
  let age: Duration
  let tell: @Sendable (Phrase) -> Void

  private static let interval = Duration.seconds(24 * 3600)
  /// Whoever started the registry wants it now; to look at every repository can wait.
  private static let delay = Duration.seconds(30)

  /// Goes on until the task is cancelled.
  func begin() -> Task<Void, Never> {
    Task {
      var pause = Self.delay
      while (try? await Task.sleep(for: pause)) != nil {
        await purge()
        pause = Self.interval
      }
    }
  }

  /// Purges once, on a thread that may wait for the disk.
  private func purge() async {
    let words = await withCheckedContinuation { continuation in
      DispatchQueue(label: "dojo.purge").async { continuation.resume(returning: removed(now: .now())) }
    }
    if let words { tell(words) }
  }

  /// What there is to say about one purge; `nil` if nothing was removed.
  func removed(now: Timestamp) -> Phrase? {
    do throws(StoreError) {
      let count = try store.purgeUploads(before: now.advanced(by: .zero - age))
      guard count > 0 else { return nil }
      return Phrase(
        en: count == 1
          ? "Removed 1 upload that nobody went on with."
          : "Removed \(count) uploads that nobody went on with.",
        ja: "続きが送られなかったアップロード \(count) 件を削除しました。")
    } catch .system {
      // The store has told it to whoever hears its notices.
      return nil
    } catch {
      return error.summary
    }
  }
}
