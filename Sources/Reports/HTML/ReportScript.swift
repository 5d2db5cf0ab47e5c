/// The scripts of report pages; each stands whole in its page.
enum ReportScript {
  /// Nothing but the page's own style sheet and scripts, known by their SHA-256, is let in
  /// (Content Security Policy Level 3, 2.3.1).
  static let policy =
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '\(styleHash)'; script-src '\(findingFilterHash)' '\(tableSearchHash)'"

  /// Of `ReportStyle.sheet`.
  static let styleHash = "sha256-EF63uhe4Ru5ZT2UgZYem7gnyJRXrrLOrTf34we8Y7Jo="
  /// Of `findingFilter`.
  static let findingFilterHash = "sha256-lKPga3CHyf9ImKun5C+6vEpjZCsBKfe+sMCGr1mxbyk="
  /// Of `tableSearch`.
  static let tableSearchHash = "sha256-Z05JU/TNT/b8qsQEJHVfYn0DvF/yTU38cmRspCo7HoU="

  /// Filters the findings by words, by severity and by rule; `/` goes to the search, Escape empties it.
  static let findingFilter = """
    (function(){
    var search=document.getElementById('search'),boxes=document.querySelectorAll('.filters input[type=checkbox]'),
    rule=document.getElementById('rule'),rows=document.querySelectorAll('#findings tbody tr'),
    count=document.getElementById('shown'),none=document.getElementById('none');
    if(!search)return;
    var texts=[].map.call(rows,function(r){return r.textContent.toLowerCase()});
    function show(){var words=search.value.trim().toLowerCase().split(/\\s+/),on={},n=0;
    boxes.forEach(function(b){on[b.value]=b.checked});
    rows.forEach(function(r,i){var ok=on[r.className]!==false&&(!rule.value||r.dataset.rule===rule.value)&&
    words.every(function(w){return texts[i].indexOf(w)>=0});r.hidden=!ok;if(ok)n++});
    count.textContent=n;none.hidden=n>0}
    search.addEventListener('input',show);rule.addEventListener('change',show);
    boxes.forEach(function(b){b.addEventListener('change',show)});
    document.addEventListener('keydown',function(e){
    if(e.key==='/'&&!/INPUT|SELECT/.test(document.activeElement.tagName)){e.preventDefault();search.focus()}
    if(e.key==='Escape'&&document.activeElement===search){search.value='';show()}});
    show();
    })();
    """

  /// Narrows every table to the rows whose first cell has the words searched for.
  static let tableSearch = """
    (function(){
    var search=document.getElementById('search'),rows=document.querySelectorAll('table.wide tbody tr');
    var texts=[].map.call(rows,function(r){return r.cells.length?r.cells[0].textContent.toLowerCase():''});
    function show(){var words=search.value.trim().toLowerCase().split(/\\s+/);
    rows.forEach(function(r,i){r.hidden=!words.every(function(w){return texts[i].indexOf(w)>=0})})}
    search.addEventListener('input',show);
    document.addEventListener('keydown',function(e){
    if(e.key==='/'&&document.activeElement!==search){e.preventDefault();search.focus()}
    if(e.key==='Escape'&&document.activeElement===search){search.value='';show()}});
    show();
    })();
    """
}
