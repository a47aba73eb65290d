'use strict';

fetch('/machines').then(response => response.json()).then(names => {
  for (const name of names) {
    const link = document.createElement('a');
    link.href = `/terminal.html?machine=${encodeURIComponent(name)}`;
    link.textContent = name;
    const item = document.createElement('li');
    item.append(link);
    document.getElementById('machines').append(item);
  }
});
