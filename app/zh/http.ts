/** The whole page that answers a request which is refused unread: nothing of the product is there to draw it. */
export const TOO_LARGE_PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>文件太大</title>
<h1>文件太大，没有上传</h1>
<p>请用浏览器的「后退」返回，页面上写明了文件大小的限制；减少文件，或降低扫描分辨率后再上传。</p>
</html>
`;
