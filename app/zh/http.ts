/** The whole page that answers a request which is refused unread: nothing of the product is there to draw it. */
export const TOO_LARGE_PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>文件太大</title>
<h1>文件太大，没有上传</h1>
<p>每个文件不能超过 10 MB，一次上传的文件合计不能超过 40 MB。请用浏览器的「后退」返回，减少文件后再上传。</p>
</html>
`;
